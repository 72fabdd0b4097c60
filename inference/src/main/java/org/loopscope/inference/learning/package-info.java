/** The model while a session runs: what it is asked for, what it answers, and the one thread's worth of work between. */
@NullMarked
package org.loopscope.inference.learning;

import org.jspecify.annotations.NullMarked;
