/** What operators ask for while a session runs, on its way from wherever they are to the experiment. */
@NullMarked
package org.loopscope.controller.operator;

import org.jspecify.annotations.NullMarked;
