/** What has come of an experiment: its two sides, and what their difference says. */
@NullMarked
package io.leaddispatcher.domain.experiment;

import org.jspecify.annotations.NullMarked;
