/** Cells from ImageJ's selections: single .roi files and the RoiManager's zip. */
@NullMarked
package org.loopscope.acquisition.roi.imagej;

import org.jspecify.annotations.NullMarked;
