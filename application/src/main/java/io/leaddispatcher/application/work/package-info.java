/** What people and programs do with leads. */
@NullMarked
package io.leaddispatcher.application.work;

import org.jspecify.annotations.NullMarked;
