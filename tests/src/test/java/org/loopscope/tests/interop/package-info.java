/** Our files before the readers of others: PyNWB, nwbinspector as the DANDI archive runs it, h5py, h5dump. */
@NullMarked
package org.loopscope.tests.interop;

import org.jspecify.annotations.NullMarked;
