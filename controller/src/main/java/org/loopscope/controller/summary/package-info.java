/** A session in figures, for people: the progress line, summary.json, and the words at the end. */
@NullMarked
package org.loopscope.controller.summary;

import org.jspecify.annotations.NullMarked;
