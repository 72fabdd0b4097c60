/** What to show next: schedules drawn in advance, choices from the model's predictions, and the activity trigger. */
@NullMarked
package org.loopscope.inference.policy;

import org.jspecify.annotations.NullMarked;
