/** The session as an NWB 2.9.0 file, grown while it runs: nwb-schema.readthedocs.io has the format. */
@NullMarked
package org.loopscope.controller.log.nwb;

import org.jspecify.annotations.NullMarked;
