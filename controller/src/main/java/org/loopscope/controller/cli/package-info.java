/** The command line: one class for each verb. */
@NullMarked
package org.loopscope.controller.cli;

import org.jspecify.annotations.NullMarked;
