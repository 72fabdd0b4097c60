/** Frames come in here; each cell's activity comes out. */
@NullMarked
package org.loopscope.acquisition;

import org.jspecify.annotations.NullMarked;
