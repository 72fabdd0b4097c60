/** Who may watch and who may command: the list of people, their secrets, and the files that TLS needs. */
@NullMarked
package org.loopscope.controller.access;

import org.jspecify.annotations.NullMarked;
