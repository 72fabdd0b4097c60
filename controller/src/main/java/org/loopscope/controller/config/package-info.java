/** An experiment file, read strictly: every key known, every quantity with its unit, every error with its line. */
@NullMarked
package org.loopscope.controller.config;

import org.jspecify.annotations.NullMarked;
