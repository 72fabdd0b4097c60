/** Ridge regression on a growing set of presentations, in slices of bounded work. */
@NullMarked
package org.loopscope.inference.ridge;

import org.jspecify.annotations.NullMarked;
