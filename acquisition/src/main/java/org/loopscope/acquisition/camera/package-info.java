/** GigE Vision and other GenICam cameras, through the library Aravis where it is installed. */
@NullMarked
package org.loopscope.acquisition.camera;

import org.jspecify.annotations.NullMarked;
