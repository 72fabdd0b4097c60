/** From a registered frame to each cell's inferred spiking. */
@NullMarked
package org.loopscope.acquisition.activity;

import org.jspecify.annotations.NullMarked;
