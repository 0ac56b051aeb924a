/** The one guarded way out: which addresses calls may reach, and the client that keeps to them. */
@NullMarked
package io.leaddispatcher.infra.egress;

import org.jspecify.annotations.NullMarked;
