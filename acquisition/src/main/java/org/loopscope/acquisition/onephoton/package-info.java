/** One-photon movies: what lies out of focus is taken off before the traces. */
@NullMarked
package org.loopscope.acquisition.onephoton;

import org.jspecify.annotations.NullMarked;
