/** Rigs put together: the simulated one, a recorded movie, recorded responses. The one place that knows simulators. */
@NullMarked
package org.loopscope.controller.rig;

import org.jspecify.annotations.NullMarked;
