/** What the program does for its operator at the command line. */
@NullMarked
package io.leaddispatcher.infra.command;

import org.jspecify.annotations.NullMarked;
