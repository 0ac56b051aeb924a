/** The documents that describe a workspace: reps, teams, pools and the like. */
@NullMarked
package io.leaddispatcher.application.configuration;

import org.jspecify.annotations.NullMarked;
