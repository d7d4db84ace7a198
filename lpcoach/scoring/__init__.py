"""What a reading is worth: levels, flags, principles, debrief."""
