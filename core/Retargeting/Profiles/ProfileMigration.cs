namespace Audio2Face.Modkit.Retargeting;

/// <summary>One step from a schema number to the next. Pure, and kept for ever once it was released.</summary>
/// <param name="root">A profile, or local overrides, in the older schema; nothing in it has been checked.</param>
/// <returns>The same in the next schema; the number itself is seen to by <see cref="ProfileMigrations"/>.</returns>
internal delegate YamlMap ProfileMigration(YamlMap root);
