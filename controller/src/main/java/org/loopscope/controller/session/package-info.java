/** A session while it runs: who does what on which thread, and the bounded queues between them. */
@NullMarked
package org.loopscope.controller.session;

import org.jspecify.annotations.NullMarked;
