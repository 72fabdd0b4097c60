/** One door for the cells' files of every program. */
@NullMarked
package org.loopscope.acquisition.roi.imported;

import org.jspecify.annotations.NullMarked;
