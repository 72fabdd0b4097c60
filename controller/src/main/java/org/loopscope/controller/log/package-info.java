/** What a session writes: the events that its outcome depends on, the journal, and the HDF5 file. */
@NullMarked
package org.loopscope.controller.log;

import org.jspecify.annotations.NullMarked;
