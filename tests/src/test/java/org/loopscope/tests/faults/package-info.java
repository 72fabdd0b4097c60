/** What is around the loop fails while a session runs: each fault brought about, and its stated outcome. */
@NullMarked
package org.loopscope.tests.faults;

import org.jspecify.annotations.NullMarked;
