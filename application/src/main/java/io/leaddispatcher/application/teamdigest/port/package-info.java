/** What summaries of teams need from outside. */
@NullMarked
package io.leaddispatcher.application.teamdigest.port;

import org.jspecify.annotations.NullMarked;
