/** Frames over a TCP connection: Loopscope's own stream, and the ScanImage streaming add-on's. */
@NullMarked
package org.loopscope.acquisition.socket;

import org.jspecify.annotations.NullMarked;
