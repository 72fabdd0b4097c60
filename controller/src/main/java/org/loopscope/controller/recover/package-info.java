/** Completes a session whose process died, from its journal and what its file has. */
@NullMarked
package org.loopscope.controller.recover;

import org.jspecify.annotations.NullMarked;
