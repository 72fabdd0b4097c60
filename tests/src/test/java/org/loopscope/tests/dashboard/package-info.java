/** The page in a real browser, against real sessions. */
@NullMarked
package org.loopscope.tests.dashboard;

import org.jspecify.annotations.NullMarked;
