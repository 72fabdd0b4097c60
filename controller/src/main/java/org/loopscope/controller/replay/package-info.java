/** Reading a session back, by a library independent of the one that wrote it. */
@NullMarked
package org.loopscope.controller.replay;

import org.jspecify.annotations.NullMarked;
