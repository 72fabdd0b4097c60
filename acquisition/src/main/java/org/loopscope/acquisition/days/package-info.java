/** Cells across days: fields of view registered to one another, and which cell of today is which of an earlier day. */
@NullMarked
package org.loopscope.acquisition.days;

import org.jspecify.annotations.NullMarked;
