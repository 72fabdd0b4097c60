/** A camera that exists nowhere, and speaks GigE Vision on a real network. */
@NullMarked
package org.loopscope.acquisition.camera.simulated;

import org.jspecify.annotations.NullMarked;
