/** What can be shown, what was decided to be shown, and what was measured to have been shown. */
@NullMarked
package org.loopscope.stimulus;

import org.jspecify.annotations.NullMarked;
