/** A thin typed layer over the HDF5 library: what a growing log file needs, and no more. One thread. */
@NullMarked
package org.loopscope.controller.log.hdf5;

import org.jspecify.annotations.NullMarked;
