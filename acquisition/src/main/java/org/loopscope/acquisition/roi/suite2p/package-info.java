/** Cells from Suite2p's result folders. */
@NullMarked
package org.loopscope.acquisition.roi.suite2p;

import org.jspecify.annotations.NullMarked;
