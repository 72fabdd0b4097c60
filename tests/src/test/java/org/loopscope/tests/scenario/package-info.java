/** Whole sessions through the command line: to their end, replayed, killed, spoilt, and given bad input. */
@NullMarked
package org.loopscope.tests.scenario;

import org.jspecify.annotations.NullMarked;
