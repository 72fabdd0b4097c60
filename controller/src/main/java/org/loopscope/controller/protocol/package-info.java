/** The experiment's blocks while they run: what each shows next, and what it asks of the model. */
@NullMarked
package org.loopscope.controller.protocol;

import org.jspecify.annotations.NullMarked;
