/** Files as bytes by address, as the journal and the HDF5 file are written. */
@NullMarked
package org.loopscope.controller.log.disk;

import org.jspecify.annotations.NullMarked;
