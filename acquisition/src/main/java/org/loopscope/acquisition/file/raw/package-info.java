/** Recordings without a format of their own: pixels one after the other, and what is known from elsewhere. */
@NullMarked
package org.loopscope.acquisition.file.raw;

import org.jspecify.annotations.NullMarked;
