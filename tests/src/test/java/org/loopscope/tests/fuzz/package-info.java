/** Damaged and made-up bytes for every reader of bytes from outside: a value or one clear line, soon, in bounded memory. */
@NullMarked
package org.loopscope.tests.fuzz;

import org.jspecify.annotations.NullMarked;
