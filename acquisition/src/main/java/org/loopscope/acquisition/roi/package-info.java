/** Regions of interest: the cells' footprints, detected or read from a file. */
@NullMarked
package org.loopscope.acquisition.roi;

import org.jspecify.annotations.NullMarked;
