/** What any display needs: its geometry, and when each presentation was seen on it. */
@NullMarked
package org.loopscope.stimulus.display;

import org.jspecify.annotations.NullMarked;
