/** What the design forbids, as tests over the compiled classes and the source tree. */
@NullMarked
package org.loopscope.tests.architecture;

import org.jspecify.annotations.NullMarked;
