/** Cells from HDF5 files: CaImAn's results and NWB; the one place here that knows the HDF5 library. */
@NullMarked
package org.loopscope.acquisition.roi.hdf5;

import org.jspecify.annotations.NullMarked;
