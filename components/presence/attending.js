// The attendance of a page of the workspace; see `assets/presence.js`.
export default {
  template: '<span hidden></span>',
  mounted() {
    this.attendance = new window.tradewind.Attendance((message) => this.$emit('attend', message));
  },
  unmounted() {
    this.attendance.stop();
  },
};
