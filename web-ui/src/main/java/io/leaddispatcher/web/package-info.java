/** The pages of the application. */
@NullMarked
package io.leaddispatcher.web;

import org.jspecify.annotations.NullMarked;
