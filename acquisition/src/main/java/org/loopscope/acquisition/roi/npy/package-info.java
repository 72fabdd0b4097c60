/** NumPy's files: arrays, and the pickles that object arrays are, read without running anything in them. */
@NullMarked
package org.loopscope.acquisition.roi.npy;

import org.jspecify.annotations.NullMarked;
