/** A two-photon microscope over simulated neurons: calcium, optics, noise and motion with known truth. */
@NullMarked
package org.loopscope.acquisition.simulated;

import org.jspecify.annotations.NullMarked;
