/** What recordings of every format have in common: frames by number, their order, their times, and their replay. */
@NullMarked
package org.loopscope.acquisition.file.movie;

import org.jspecify.annotations.NullMarked;
