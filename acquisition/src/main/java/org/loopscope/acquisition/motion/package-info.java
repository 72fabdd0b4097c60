/** Where the brain has moved since the template was made, and the frame put back. */
@NullMarked
package org.loopscope.acquisition.motion;

import org.jspecify.annotations.NullMarked;
