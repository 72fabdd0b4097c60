/** The whole imaging path, from the microscope's frame to each cell's activity. */
@NullMarked
package org.loopscope.acquisition.path;

import org.jspecify.annotations.NullMarked;
