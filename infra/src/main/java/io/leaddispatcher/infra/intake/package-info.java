/** Taking up what came in: translation and routing, on every node, all the time. */
@NullMarked
package io.leaddispatcher.infra.intake;

import org.jspecify.annotations.NullMarked;
