/** What an experiment would have done on another one's recording, and where and why the two part. */
@NullMarked
package org.loopscope.controller.whatif;

import org.jspecify.annotations.NullMarked;
