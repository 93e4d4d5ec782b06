"""Every French sentence and label a user can see, by the screen or moment where it appears."""
